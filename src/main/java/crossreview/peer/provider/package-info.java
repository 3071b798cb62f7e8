/**
 * What all dialects of language models share: events of a stream, the transcript of an answer,
 * errors in all their forms, and what each means for a call.
 *
 * <p>A {@link crossreview.peer.provider.Dialect} makes the body of a request and decodes the answer
 * into an {@link crossreview.peer.provider.AnswerTranscript}; {@link
 * crossreview.peer.provider.FinishReason} and {@link crossreview.peer.provider.ErrorClassifier}
 * decide how the call ended, and fail closed. Everything is pure: no connection, no clock, one call
 * at a time on one thread. Absent on purpose: names of providers, which are in profiles, and
 * sending, which is in {@code http}.
 */
@NullMarked
package crossreview.peer.provider;

import org.jspecify.annotations.NullMarked;
