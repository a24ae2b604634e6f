/**
 * Replaces `@aws-sdk/lib-dynamodb` where ElectroDB imports it, by the commands that our entities use. Others, and with
 * them the shapes of some sixty DynamoDB calls that no function makes, stay out. JavaScript, since single files of the
 * package have no typings.
 */
export { DeleteCommand } from '@aws-sdk/lib-dynamodb/dist-es/commands/DeleteCommand.js';
export { GetCommand } from '@aws-sdk/lib-dynamodb/dist-es/commands/GetCommand.js';
export { PutCommand } from '@aws-sdk/lib-dynamodb/dist-es/commands/PutCommand.js';
export { QueryCommand } from '@aws-sdk/lib-dynamodb/dist-es/commands/QueryCommand.js';
export { TransactWriteCommand } from '@aws-sdk/lib-dynamodb/dist-es/commands/TransactWriteCommand.js';
export { UpdateCommand } from '@aws-sdk/lib-dynamodb/dist-es/commands/UpdateCommand.js';
