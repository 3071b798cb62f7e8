/**
 * What is reviewed and what is shown beside it, by digest.
 *
 * <p>{@link crossreview.model.material.Artifact} describes a text whose bytes are a blob; {@link
 * crossreview.model.material.EvidenceKind} names kinds of additional material; {@link
 * crossreview.model.material.SecretMatch} says where something in a text looks like a secret,
 * without repeating it. Threads: immutable values. Absent on purpose: the bytes, and reading a
 * diff.
 */
@NullMarked
package crossreview.model.material;

import org.jspecify.annotations.NullMarked;
