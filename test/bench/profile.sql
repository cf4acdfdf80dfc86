-- The answer of test/queries/household-profile.graphql for one household, in one statement. The parameter is its public id.
select row_to_json(answer)::text as household
from (
  select
    h.id,
    h.registration_number as "registrationNumber",
    h.registration_status as "registrationStatus",
    h.registered_on as "registeredOn",
    (
      select row_to_json(area)
      from (
        select
          h.state as "stateCode",
          (select s.name from person.state s where s.code = h.state) as "stateName",
          h.district as "districtCode",
          (select d.name from person.district d where d.code = h.district) as "districtName",
          h.strata as "strata"
      ) area
    ) as "area",
    (select row_to_json(a) from (select h.address_line as "line", h.postcode) a) as "address",
    (select row_to_json(p) from (select head.id, head.name from person.person head where head.key = h.head_key) p)
      as "headOfHousehold",
    figures.members as "memberCount",
    figures.income as "totalMonthlyIncome",
    figures.income / nullif(figures.members, 0) as "incomePerHead",
    (
      select row_to_json(taken)
      from (
        select
          a.status,
          a.exit_reason as "exitReason",
          a.assessed_on as "assessedOn",
          a.test,
          case
            when 'ESTIMATED' in (lines.poverty_provenance, lines.food_provenance) then 'ESTIMATED'
            when lines.poverty_provenance is not null and lines.food_provenance is not null then 'OFFICIAL'
          end as "provenance",
          a.total_monthly_income / nullif(a.member_count, 0) as "incomePerHead",
          a.member_count as "memberCount",
          lines.poverty as "line",
          lines.food as "foodLine"
        from person.assessment a
        -- The lines that fit, read once; one for the strata goes before one for both.
        cross join lateral (
          select
            (array_agg(fitting.written order by fitting.place) filter (where fitting.kind = 'POVERTY'))[1] as poverty,
            (array_agg(fitting.written order by fitting.place) filter (where fitting.kind = 'FOOD'))[1] as food,
            (array_agg(fitting.provenance order by fitting.place) filter (where fitting.kind = 'POVERTY'))[1]
              as poverty_provenance,
            (array_agg(fitting.provenance order by fitting.place) filter (where fitting.kind = 'FOOD'))[1]
              as food_provenance
          from (
            select
              l.kind,
              l.provenance::text,
              row(l.strata is null, l.code) as place,
              (
                select row_to_json(shown)
                from (
                  select
                    l.basis_year as "basisYear", l.state_code as "stateCode", l.strata, l.kind, l.basis, l.amount,
                    l.provenance
                ) shown
              ) as written
            from person.poverty_line l
            where l.basis_year = a.basis_year and l.state_code = a.state
              and l.basis = (case a.test when 'PER_HEAD' then 'PER_HEAD' else 'HOUSEHOLD' end)::person.line_basis
              and (l.strata = a.strata or l.strata is null)
          ) fitting
        ) lines
        where a.household_key = h.key
        order by a.assessed_on desc
        limit 1
      ) taken
    ) as "assessment",
    members.list as "members",
    (
      select row_to_json(c)
      from (
        select array_to_json(array(
          select row_to_json(e)
          from (
            select (
              select row_to_json(n)
              from (
                select
                  r.reference,
                  r.status,
                  r.need,
                  to_char(r.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sentAt",
                  r.note,
                  (select row_to_json(x) from (select a.name from agency.agency a where a.code = r.from_agency) x)
                    as "fromAgency",
                  (select row_to_json(x) from (select a.name from agency.agency a where a.code = r.to_agency) x)
                    as "toAgency"
              ) n
            ) as node
            from agency.referral r
            where r.household_key = h.key
            order by r.sent_at desc, r.id desc
            limit 20
          ) e
        )) as edges
      ) c
    ) as "referrals"
  from person.household h
  cross join (select (now() at time zone 'Asia/Kuala_Lumpur')::date as day) today
  -- Each member with everything about the person, the head first.
  cross join lateral (
    select array_to_json(array(
      select row_to_json(listed)
      from (
        select m.relation_to_head as "relationToHead", m.since, row_to_json(who) as "person"
        from person.membership m
        join person.person p on p.key = m.person_key
        cross join lateral (
          select
            array_to_json(array(
              select row_to_json(i)
              from (
                select i.source, i.monthly, i.since
                from person.income i
                where i.person_key = p.key and i.since <= today.day and (i.until is null or i.until > today.day)
                order by i.since, i.id
              ) i
            )) as list,
            (
              select coalesce(sum(i.monthly), 0)
              from person.income i
              where i.person_key = p.key and i.since <= today.day and (i.until is null or i.until > today.day)
            ) as total
        ) income
        cross join lateral (
          select
            p.id,
            p.name,
            substr(p.identity_number, 1, 6) || '-' || substr(p.identity_number, 7, 2) || '-'
              || substr(p.identity_number, 9) as "identityNumber",
            substr(p.identity_number, 1, 2) || 'XXXX-XX-XXX' || substr(p.identity_number, 12) as "identityNumberMasked",
            p.birth_date as "birthDate",
            extract(year from p.birth_date) as "birthYear",
            p.sex,
            p.phone,
            p.marital_status as "maritalStatus",
            p.education,
            p.employment,
            income.total as "monthlyIncome",
            income.list as "incomes",
            (
              select row_to_json(c)
              from (
                select array_to_json(array(
                  select row_to_json(e)
                  from (
                    select (
                      select row_to_json(n)
                      from (
                        select
                          a.reference,
                          a.status,
                          to_char(a.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "submittedAt",
                          to_char(a.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt",
                          (
                            select row_to_json(x)
                            from (select s.code, s.name_ms as name from aid.scheme s where s.code = a.scheme_code) x
                          ) as "scheme",
                          case
                            when a.decided_at is not null and a.decision_reason is not null
                              then (select row_to_json(x) from (select a.decision_reason as reason) x)
                          end as "decision",
                          case
                            when a.award_amount is not null then (
                              select row_to_json(x)
                              from (
                                select
                                  a.award_amount as amount, a.award_starts_on as "startsOn", a.award_ends_on as "endsOn"
                              ) x
                            )
                          end as "award",
                          (
                            select row_to_json(pc)
                            from (
                              select array_to_json(array(
                                select row_to_json(pe)
                                from (
                                  select (
                                    select row_to_json(x)
                                    from (select y.month, y.amount, y.status, y.paid_on as "paidOn") x
                                  ) as node
                                  from aid.payment y
                                  where y.application_id = a.id
                                  order by y.month desc
                                  limit 20
                                ) pe
                              )) as edges
                            ) pc
                          ) as "payments"
                      ) n
                    ) as node
                    from aid.application a
                    where a.applicant_key = p.key
                    order by a.submitted_at desc, a.id desc
                    limit 20
                  ) e
                )) as edges
              ) c
            ) as "applications",
            (
              select row_to_json(x)
              from (
                select
                  o.status,
                  card.status as "cardStatus",
                  o.number,
                  o.category,
                  o.registered_on as "registeredOn",
                  case when card.number is not null then row_to_json(card) end as "card"
                from oku.registration o
                left join lateral (
                  select
                    k.number,
                    case
                      when k.cancelled_on is not null then 'CANCELLED'
                      when k.lost_on is not null then 'LOST'
                      when k.expires_on < today.day then 'EXPIRED'
                      else 'ACTIVE'
                    end as status,
                    k.issued_on as "issuedOn",
                    k.expires_on as "expiresOn"
                  from oku.card k
                  where k.registration_id = o.id
                  order by k.issued_on desc, k.id desc
                  limit 1
                ) card on true
                where o.person_key = p.key
              ) x
            ) as "okuRegistration",
            (
              select row_to_json(x)
              from (
                select
                  v.application_number as "applicationNumber",
                  v.status,
                  v.interests,
                  v.inducted_on as "inductedOn",
                  (
                    select row_to_json(g)
                    from (select g.name from volunteer.organisation g where g.code = v.organisation_code) g
                  ) as "organisation",
                  array_to_json(array(
                    select row_to_json(t)
                    from (
                      select t.activity, t.status, t.starts_on as "startsOn", t.hours
                      from volunteer.assignment t
                      where t.volunteering_id = v.id
                      order by t.starts_on desc, t.id desc
                    ) t
                  )) as "assignments"
                from volunteer.volunteering v
                where v.person_key = p.key
              ) x
            ) as "volunteering",
            (
              select row_to_json(c)
              from (
                select array_to_json(array(
                  select row_to_json(e)
                  from (
                    select (
                      select row_to_json(n)
                      from (
                        select
                          r.reference,
                          r.status,
                          r.need,
                          to_char(r.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sentAt",
                          r.note,
                          (select row_to_json(x) from (select a.name from agency.agency a where a.code = r.from_agency) x)
                            as "fromAgency",
                          (select row_to_json(x) from (select a.name from agency.agency a where a.code = r.to_agency) x)
                            as "toAgency"
                      ) n
                    ) as node
                    from agency.referral r
                    where r.person_key = p.key
                    order by r.sent_at desc, r.id desc
                    limit 20
                  ) e
                )) as edges
              ) c
            ) as "referrals"
        ) who
        where m.household_key = h.key and m.since <= today.day and (m.until is null or m.until > today.day)
        order by m.relation_to_head = 'HEAD' desc, m.since, m.id
      ) listed
    )) as list
  ) members
  cross join lateral (
    select
      count(distinct m.person_key)::integer as members,
      coalesce(sum(i.monthly), 0)::bigint as income
    from person.membership m
    left join person.income i
      on i.person_key = m.person_key and i.since <= today.day and (i.until is null or i.until > today.day)
    where m.household_key = h.key and m.since <= today.day and (m.until is null or m.until > today.day)
  ) figures
  where h.id = $1
) answer
