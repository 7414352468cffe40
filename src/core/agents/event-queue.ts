export { EventQueue } from '../lib/event-queue';
