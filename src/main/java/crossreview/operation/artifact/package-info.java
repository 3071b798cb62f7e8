/**
 * Operations on what a session reviews: submitting it, reading it, and the gate over a change.
 *
 * <p>{@link crossreview.operation.artifact.ArtifactOperations} lists them. Threads: the request's
 * context; what reads files runs on work threads. Absent on purpose: what a review says about the
 * text.
 */
@NullMarked
package crossreview.operation.artifact;

import org.jspecify.annotations.NullMarked;
