import { parseDefinition } from '../../../../local/stepfunctions/asl/parse-definition.ts';

const PASS = { Type: 'Pass', End: true };
const INVOKE = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'f' },
  End: true,
};
const machine = (A: object, more: object = {}) => ({ QueryLanguage: 'JSONata', StartAt: 'A', States: { A }, ...more });
const schema = (text: string) => `SCHEMA_VALIDATION_FAILED: ${text}`;
const target = (text: string) => `MISSING_TRANSITION_TARGET: ${text}`;

test.each([
  ['no type', machine({ End: true }), schema("The field 'Type' is required but was missing at /States/A")],
  [
    'an unknown type',
    machine({ Type: 'Script', End: true }),
    schema(
      "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/A/Type",
    ),
  ],
  [
    'no start',
    { QueryLanguage: 'JSONata', States: { A: PASS } },
    schema("The field 'StartAt' is required but was missing"),
  ],
  ['a start that is not there', machine(PASS, { StartAt: 'B' }), target("Missing 'StartAt' target: B at /StartAt")],
  [
    'a next that is not there',
    machine({ Type: 'Pass', Next: 'B' }),
    target("Missing 'Next' target: B at /States/A/Next"),
  ],
  [
    'a catcher that leads nowhere',
    machine({ ...INVOKE, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] }),
    target("Missing 'Next' target: B at /States/A/Catch[0]/Next"),
  ],
  [
    'a state nobody reaches',
    machine(PASS, { States: { A: PASS, B: PASS } }),
    target('State "B" is not reachable. at /States/B'),
  ],
  [
    'both Next and End',
    machine({ Type: 'Pass', Next: 'A', End: true }),
    schema("A state must have exactly one of the fields ['Next', 'End'] at /States/A"),
  ],
  [
    'a field of JSONPath',
    machine({ ...PASS, InputPath: '$.a' }),
    schema("The field 'InputPath' is not supported at /States/A"),
  ],
  [
    'a state in JSONPath',
    machine({ ...PASS, QueryLanguage: 'JSONPath' }),
    schema("The QueryLanguage 'JSONPath' is not supported by this engine, use 'JSONata' at /States/A"),
  ],
  [
    'an expression that does not parse',
    machine({ ...PASS, Output: { a: '{% 1 + %}' } }),
    schema("The value for the field 'Output/a' must be a valid JSONata expression: "),
  ],
  [
    'another integration',
    machine({ ...INVOKE, Resource: 'arn:aws:states:::sqs:sendMessage' }),
    schema('The resource provided arn:aws:states:::sqs:sendMessage is not recognized.'),
  ],
  [
    'no function to invoke',
    machine({ ...INVOKE, Arguments: {} }),
    schema("The field 'FunctionName' is required but was missing at /States/A/Arguments"),
  ],
  [
    'a timeout of nothing',
    machine({ ...INVOKE, TimeoutSeconds: 0 }),
    schema(
      "The value for the field 'TimeoutSeconds' must be an integer between 1 and 99999999 at /States/A/TimeoutSeconds",
    ),
  ],
  [
    'States.ALL in company',
    machine({ ...INVOKE, Retry: [{ ErrorEquals: ['States.ALL', 'E'] }] }),
    schema("'States.ALL' must stand alone in the field 'ErrorEquals' at /States/A/Retry[0]/ErrorEquals"),
  ],
  [
    'a variable of that name',
    machine({ ...PASS, Assign: { states: 1 } }),
    schema("'states' is not a valid variable name at /States/A/Assign/states"),
  ],
  [
    'an outer variable assigned in a branch',
    machine({
      Type: 'Parallel',
      Assign: { x: 1 },
      Branches: [{ StartAt: 'B', States: { B: { ...PASS, Assign: { x: 2 } } } }],
      End: true,
    }),
    schema(
      "The variable 'x' belongs to an outer scope and cannot be assigned here at /States/A/Branches[0]/States/B/Assign/x",
    ),
  ],
  [
    'a distributed Map',
    machine({
      Type: 'Map',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'B', States: { B: PASS } },
      End: true,
    }),
    schema(
      "The Mode 'DISTRIBUTED' is not supported by this engine, use 'INLINE' at /States/A/ItemProcessor/ProcessorConfig/Mode",
    ),
  ],
])('refuses a definition with %s', (_, definition, message) => {
  expect(() => parseDefinition(JSON.stringify(definition))).toThrow(
    expect.objectContaining({
      name: 'InvalidDefinition',
      message: expect.stringContaining(`Invalid State Machine Definition: '${message}`),
    }),
  );
});

test('refuses what is not JSON', () => {
  expect(() => parseDefinition('{')).toThrow(/^Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: /);
});

test('tells all problems at once', () => {
  const definition = machine({ Type: 'Wait' });

  expect(() => parseDefinition(JSON.stringify(definition))).toThrow(
    /exactly one of the fields \['Seconds', 'Timestamp'\] at \/States\/A/,
  );
  expect(() => parseDefinition(JSON.stringify(machine({ ...PASS, Next: 'B', Foo: 1 })))).toThrow(
    /'Foo' is not supported.*, SCHEMA_VALIDATION_FAILED: .*, MISSING_TRANSITION_TARGET: /,
  );
});

test('fills in what Retry leaves out', () => {
  const { states } = parseDefinition(JSON.stringify(machine({ ...INVOKE, Retry: [{ ErrorEquals: ['E'] }] })));

  expect(states.get('A')).toMatchObject({
    retry: [
      {
        errorEquals: ['E'],
        intervalSeconds: 1,
        maxAttempts: 3,
        backoffRate: 2,
        maxDelaySeconds: undefined,
        jitterStrategy: 'NONE',
      },
    ],
  });
});
