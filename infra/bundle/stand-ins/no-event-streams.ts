/** Replaces `@smithy/core/event-streams`: no function makes a call with a stream of events. */
const refuse = (): never => {
  throw new Error('Event streams are not part of this bundle');
};

export const eventStreamSerdeProvider = () => ({ serialize: refuse, deserialize: refuse });

export const resolveEventStreamSerdeConfig = <Config extends object>(config: Config): Config =>
  Object.assign(config, { eventStreamMarshaller: eventStreamSerdeProvider() });

/** Bedrock's client creates one for streaming calls even if there are none. */
export class EventStreamCodec {
  readonly encode = refuse;
  readonly decode = refuse;
}

export { refuse as EventStreamSerde, refuse as iterableToReadableStream, refuse as readableStreamToIterable };
