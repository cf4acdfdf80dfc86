/** The product as `start` runs it: the gateway with every room in its process, and everything on. */
import { serveOrder } from '../order.ts';
import { serveProduct } from './product.ts';

serveOrder((order) => serveProduct(order, null));
