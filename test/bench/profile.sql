-- The answer of test/queries/household-profile.graphql for one household, in one statement. The parameter is its public id.
-- It is written as text at once: that costs PostgreSQL less than building it of JSON values. What is null makes what stands around it null.
select
  '{"id":"' || h.id
  || '","registrationNumber":' || to_json(h.registration_number)
  || ',"registrationStatus":"' || h.registration_status
  || '","registeredOn":"' || h.registered_on
  || '","area":{"stateCode":"' || h.state
  || '","stateName":' || coalesce((select to_json(s.name)::text from person.state s where s.code = h.state), 'null')
  || ',"districtCode":"' || h.district
  || '","districtName":'
  || coalesce((select to_json(d.name)::text from person.district d where d.code = h.district), 'null')
  || ',"strata":"' || h.strata
  || '"},"address":{"line":' || to_json(h.address_line)
  || ',"postcode":' || to_json(h.postcode)
  || '},"headOfHousehold":' || coalesce('{"id":"' || head.id || '","name":' || to_json(head.name) || '}', 'null')
  || ',"memberCount":' || members.count
  || ',"totalMonthlyIncome":' || members.income
  || ',"incomePerHead":' || coalesce((members.income / nullif(members.count, 0))::text, 'null')
  || ',"assessment":' || coalesce(assessment.written, 'null')
  || ',"workPasses":[' || coalesce((
      select string_agg(
        '{"number":"' || w.number
          || '","stream":"' || w.stream
          || '","status":"' || case
            when w.cancelled_on is not null then 'CANCELLED'
            when w.replaced_on is not null then 'REPLACED'
            when w.expires_on < today.day then 'EXPIRED'
            else 'ACTIVE' end
          || '","expiresOn":"' || w.expires_on
          || '","worker":{"nationality":"' || worker.nationality
          || '"}}',
        ','
        order by w.expires_on desc, w.id desc
      )
      from pass.work_pass w
      join pass.worker worker on worker.id = w.worker_id
      where w.household_key = h.key
    ), '')
  || '],"members":[' || coalesce(members.written, '')
  || '],"referrals":{"edges":[' || coalesce(referrals.written, '')
  || ']}}' as household
from person.household h
cross join (select (now() at time zone 'Asia/Kuala_Lumpur')::date as day) today
left join person.person head on head.key = h.head_key
left join lateral (
  select
    '{"status":"' || a.status
    || '","exitReason":' || coalesce('"' || a.exit_reason || '"', 'null')
    || ',"assessedOn":"' || a.assessed_on
    || '","test":"' || a.test
    || '","provenance":'
    || case
      when lines.is_estimated then '"ESTIMATED"'
      when lines.poverty is not null and lines.food is not null then '"OFFICIAL"'
      else 'null'
    end
    || ',"incomePerHead":' || coalesce((a.total_monthly_income / nullif(a.member_count, 0))::text, 'null')
    || ',"memberCount":' || a.member_count
    || ',"line":' || coalesce(lines.poverty, 'null')
    || ',"foodLine":' || coalesce(lines.food, 'null')
    || '}' as written
  from person.assessment a
  -- Of each kind the line that fits: one for the strata goes before one for both.
  cross join lateral (
    select
      max(line.written) filter (where line.kind = 'POVERTY') as poverty,
      max(line.written) filter (where line.kind = 'FOOD') as food,
      bool_or(line.provenance = 'ESTIMATED') as is_estimated
    from (
      select distinct on (l.kind)
        l.kind,
        l.provenance,
        '{"basisYear":' || l.basis_year
        || ',"stateCode":"' || l.state_code
        || '","strata":' || coalesce('"' || l.strata || '"', 'null')
        || ',"kind":"' || l.kind
        || '","basis":"' || l.basis
        || '","amount":' || l.amount
        || ',"provenance":"' || l.provenance
        || '"}' as written
      from person.poverty_line l
      where l.basis_year = a.basis_year and l.state_code = a.state
        and l.basis = (case a.test when 'PER_HEAD' then 'PER_HEAD' else 'HOUSEHOLD' end)::person.line_basis
        and (l.strata = a.strata or l.strata is null)
      order by l.kind, l.strata is null, l.code
    ) line
  ) lines
  where a.household_key = h.key
  order by a.assessed_on desc, a.assessed_at desc
  limit 1
) assessment on true
-- Each member with everything about the person, the head first; and what they are and earn together.
cross join lateral (
  select
    count(distinct m.person_key) as count,
    coalesce(sum(incomes.total), 0)::bigint as income,
    string_agg(
      '{"relationToHead":"' || m.relation_to_head
      || '","since":"' || m.since
      || '","person":{"id":"' || p.id
      || '","name":' || to_json(p.name)
      || ',"identityNumber":"' || substr(p.identity_number, 1, 6) || '-' || substr(p.identity_number, 7, 2) || '-'
      || substr(p.identity_number, 9)
      || '","identityNumberMasked":"' || substr(p.identity_number, 1, 2) || 'XXXX-XX-XXX' || substr(p.identity_number, 12)
      || '","birthDate":"' || p.birth_date
      || '","birthYear":' || extract(year from p.birth_date)
      || ',"sex":"' || p.sex
      || '","phone":' || coalesce(to_json(p.phone)::text, 'null')
      || ',"maritalStatus":"' || p.marital_status
      || '","education":"' || p.education
      || '","employment":"' || p.employment
      || '","monthlyIncome":' || coalesce(incomes.total, 0)
      || ',"incomes":[' || coalesce(incomes.written, '')
      || '],"applications":{"edges":[' || coalesce(applications.written, '')
      || ']},"okuRegistration":' || coalesce(registration.written, 'null')
      || ',"volunteering":' || coalesce(volunteering.written, 'null')
      || ',"referrals":{"edges":[' || coalesce(referrals.written, '')
      || ']}}}',
      ','
      order by m.relation_to_head = 'HEAD' desc, m.since, m.id
    ) as written
  from person.membership m
  join person.person p on p.key = m.person_key
  cross join lateral (
    select
      sum(i.monthly) as total,
      string_agg(
        '{"source":"' || i.source || '","monthly":' || i.monthly || ',"since":"' || i.since || '"}',
        ','
        order by i.since, i.id
      ) as written
    from person.income i
    where i.person_key = p.key and i.since <= today.day and (i.until is null or i.until > today.day)
  ) incomes
  cross join lateral (
    select string_agg(
      '{"node":{"reference":' || to_json(a.reference)
      || ',"status":"' || a.status
      || '","submittedAt":"' || to_char(a.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      || '","decidedAt":'
      || coalesce('"' || to_char(a.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"', 'null')
      || ',"scheme":' || coalesce('{"code":"' || s.code || '","name":' || to_json(s.name_ms) || '}', 'null')
      || ',"decision":'
      || case when a.decided_at is null then 'null'
        else coalesce('{"reason":' || to_json(a.decision_reason) || '}', 'null')
      end
      || ',"award":'
      || coalesce(
        '{"amount":' || a.award_amount
        || ',"startsOn":' || coalesce('"' || a.award_starts_on || '"', 'null')
        || ',"endsOn":' || coalesce('"' || a.award_ends_on || '"', 'null')
        || '}',
        'null'
      )
      || ',"payments":{"edges":[' || coalesce(payments.written, '')
      || ']}}}',
      ','
      order by a.submitted_at desc, a.id desc
    ) as written
    from (
      select *
      from aid.application
      where applicant_key = p.key
      order by submitted_at desc, id desc
      limit 20
    ) a
    left join aid.scheme s on s.code = a.scheme_code
    cross join lateral (
      select string_agg(
        '{"node":{"month":"' || y.month
        || '","amount":' || y.amount
        || ',"status":"' || y.status
        || '","paidOn":' || coalesce('"' || y.paid_on || '"', 'null')
        || '}}',
        ','
        order by y.month desc
      ) as written
      from (select * from aid.payment where application_id = a.id order by month desc limit 20) y
    ) payments
  ) applications
  left join lateral (
    select
      '{"status":"' || o.status
      || '","cardStatus":' || coalesce('"' || card.status || '"', 'null')
      || ',"number":' || coalesce(to_json(o.number)::text, 'null')
      || ',"category":' || coalesce('"' || o.category || '"', 'null')
      || ',"registeredOn":' || coalesce('"' || o.registered_on || '"', 'null')
      || ',"card":'
      || coalesce(
        '{"number":' || to_json(card.number)
        || ',"status":"' || card.status
        || '","issuedOn":"' || card.issued_on
        || '","expiresOn":"' || card.expires_on
        || '"}',
        'null'
      )
      || '}' as written
    from oku.registration o
    left join lateral (
      select
        k.number,
        k.issued_on,
        k.expires_on,
        case
          when k.cancelled_on is not null then 'CANCELLED'
          when k.lost_on is not null then 'LOST'
          when k.expires_on < today.day then 'EXPIRED'
          else 'ACTIVE'
        end as status
      from oku.card k
      where k.registration_id = o.id
      order by k.issued_on desc, k.id desc
      limit 1
    ) card on true
    where o.person_key = p.key
  ) registration on true
  left join lateral (
    select
      '{"applicationNumber":' || to_json(v.application_number)
      || ',"status":"' || v.status
      || '","interests":' || to_json(v.interests)
      || ',"inductedOn":' || coalesce('"' || v.inducted_on || '"', 'null')
      || ',"organisation":' || coalesce('{"name":' || to_json(g.name) || '}', 'null')
      || ',"assignments":[' || coalesce(assignments.written, '')
      || ']}' as written
    from volunteer.volunteering v
    left join volunteer.organisation g on g.code = v.organisation_code
    cross join lateral (
      select string_agg(
        '{"activity":"' || t.activity
        || '","status":"' || t.status
        || '","startsOn":"' || t.starts_on
        || '","hours":' || t.hours
        || '}',
        ','
        order by t.starts_on desc, t.id desc
      ) as written
      from volunteer.assignment t
      where t.volunteering_id = v.id
    ) assignments
    where v.person_key = p.key
  ) volunteering on true
  cross join lateral (
    select string_agg(
      '{"node":{"reference":' || to_json(r.reference)
      || ',"status":"' || r.status
      || '","need":"' || r.need
      || '","sentAt":"' || to_char(r.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      || '","note":' || to_json(r.note)
      || ',"fromAgency":' || coalesce('{"name":' || to_json(sender.name) || '}', 'null')
      || ',"toAgency":' || coalesce('{"name":' || to_json(receiver.name) || '}', 'null')
      || '}}',
      ','
      order by r.sent_at desc, r.id desc
    ) as written
    from (select * from agency.referral where person_key = p.key order by sent_at desc, id desc limit 20) r
    left join agency.agency sender on sender.code = r.from_agency
    left join agency.agency receiver on receiver.code = r.to_agency
  ) referrals
  where m.household_key = h.key and m.since <= today.day and (m.until is null or m.until > today.day)
) members
cross join lateral (
  select string_agg(
    '{"node":{"reference":' || to_json(r.reference)
    || ',"status":"' || r.status
    || '","need":"' || r.need
    || '","sentAt":"' || to_char(r.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    || '","note":' || to_json(r.note)
    || ',"fromAgency":' || coalesce('{"name":' || to_json(sender.name) || '}', 'null')
    || ',"toAgency":' || coalesce('{"name":' || to_json(receiver.name) || '}', 'null')
    || '}}',
    ','
    order by r.sent_at desc, r.id desc
  ) as written
  from (select * from agency.referral where household_key = h.key order by sent_at desc, id desc limit 20) r
  left join agency.agency sender on sender.code = r.from_agency
  left join agency.agency receiver on receiver.code = r.to_agency
) referrals
where h.id = $1
