/**
 * What all dialects of language models share: events of a stream, what was heard from a provider,
 * errors in all their forms, and what each means for a call.
 *
 * <p>A {@link crossreview.peer.provider.Dialect} makes the body of a request and tells a {@link
 * crossreview.peer.provider.AnswerTranscript} what it hears; {@link
 * crossreview.peer.provider.FinishReason} and {@link crossreview.peer.provider.ErrorClassifier} say
 * what came of it, failing closed. Everything is pure: no connection, no clock, one call at a time
 * on one thread. Absent on purpose: names of providers, which stand in profiles, and the sending,
 * which is in {@code http}.
 */
package crossreview.peer.provider;
