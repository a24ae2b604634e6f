/**
 * Stands for `electrodb` in the bundles. ElectroDB is CommonJS and requires `@aws-sdk/lib-dynamodb`; whatever is
 * required cannot be shaken, and with it come the shapes of some sixty DynamoDB calls that no function makes. So the
 * commands that our entities lead to are imported here, and handed over. JavaScript, since single files of the package
 * have no typings.
 */
import { DeleteCommand } from '@aws-sdk/lib-dynamodb/dist-es/commands/DeleteCommand.js';
import { GetCommand } from '@aws-sdk/lib-dynamodb/dist-es/commands/GetCommand.js';
import { PutCommand } from '@aws-sdk/lib-dynamodb/dist-es/commands/PutCommand.js';
import { QueryCommand } from '@aws-sdk/lib-dynamodb/dist-es/commands/QueryCommand.js';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb/dist-es/commands/TransactWriteCommand.js';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb/dist-es/commands/UpdateCommand.js';
import documentCommands from './document-commands.cjs';

Object.assign(documentCommands, {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
});

export { CustomAttributeType, Entity, Service } from 'electrodb';
