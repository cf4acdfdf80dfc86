/** The product without receipts, as production refuses to start: it shows what they cost. */
import { serveOrder } from '../order.ts';
import { serveProduct } from './product.ts';

serveOrder((order) => serveProduct(order, { kind: 'OFF' }));
