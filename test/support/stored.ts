import { DeleteItemCommand, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { account, bucketName, region } from '../../local/names.ts';
import type { RuntimeFile } from '../../local/runtime/runtime-file.ts';

/** What a running system keeps, seen from outside of its own code. */
export function storedAt({
  awsEndpoint,
  dynamodbEndpoint,
  tableName,
}: Pick<RuntimeFile, 'awsEndpoint' | 'dynamodbEndpoint' | 'tableName'>) {
  const credentials = { accessKeyId: account, secretAccessKey: 'test' };
  const dynamodb = new DynamoDBClient({ endpoint: dynamodbEndpoint, region, credentials });
  const s3 = new S3Client({ endpoint: awsEndpoint, region, credentials, forcePathStyle: true });
  return {
    /** The kinds of the items that contain a text, such as an inquiry's id; what it cost is not about anybody. */
    async itemsWith(text: string): Promise<readonly string[]> {
      const kinds: string[] = [];
      for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName: tableName })) {
        for (const item of Items)
          if (item.__edb_e__?.S !== 'usageEntry' && JSON.stringify(item).includes(text))
            kinds.push(item.__edb_e__?.S ?? '');
      }
      return kinds.sort();
    },
    /** As it was before inquiries had references to their persons, and before anybody walked the list for them. */
    async forgetPersons(): Promise<void> {
      for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName: tableName })) {
        for (const { pk, sk, __edb_e__: kind } of Items) {
          if (pk === undefined || sk === undefined || !/^person/.test(kind?.S ?? '')) continue;
          await dynamodb.send(new DeleteItemCommand({ TableName: tableName, Key: { pk, sk } }));
        }
      }
    },
    /** The keys of the objects that contain a text. */
    async objectsWith(text: string): Promise<readonly string[]> {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucketName }));
      return Contents.flatMap(({ Key = '' }) => (Key.includes(text) ? [Key] : []));
    },
  };
}
