/**
 * The built-in panel: rule reviewers and one author that need no key and no network.
 *
 * <p>{@link crossreview.peer.builtin.BuiltinPeerFactory} is the entry. Reviewers read a {@code
 * ChangeSet}, made from a unified diff or a plain text, and answer with verdict JSON like any other
 * peer; {@code tidy} repairs what is mechanical and hands back the whole text. Threads: rules are
 * pure and run on a small worker pool of their own. Absent on purpose: opinions, settings of rules,
 * and repairs that need a decision; each rule says what it saw and where.
 */
@NullMarked
package crossreview.peer.builtin;

import org.jspecify.annotations.NullMarked;
