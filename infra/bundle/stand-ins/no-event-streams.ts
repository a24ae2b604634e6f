/** Stands for `@smithy/core/event-streams`: no function makes a call whose answer is a stream of events. */
const refuse = (): never => {
  throw new Error('Event streams are not part of this bundle');
};

export const eventStreamSerdeProvider = () => ({ serialize: refuse, deserialize: refuse });

export const resolveEventStreamSerdeConfig = <Config extends object>(config: Config): Config =>
  Object.assign(config, { eventStreamMarshaller: eventStreamSerdeProvider() });

export {
  refuse as EventStreamCodec,
  refuse as EventStreamSerde,
  refuse as iterableToReadableStream,
  refuse as readableStreamToIterable,
};
