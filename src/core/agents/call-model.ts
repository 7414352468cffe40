export { callModel, type CallOptions, type CallResult } from '../models/call-model';
