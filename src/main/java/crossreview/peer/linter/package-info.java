/**
 * Linters as peers: programs that report issues in a form of their own instead of voting.
 *
 * <p>{@link crossreview.peer.linter.LinterDialogue} is the entry: it puts the files as the change
 * leaves them before the linter, reads its report and makes a vote of it. {@link
 * crossreview.peer.linter.LinterRule} keeps what is about lines of the change; the vote is derived
 * from that as for built-in rules. Threads: the rule is pure; the dialogue blocks and runs where
 * programs are started. Absent on purpose: the forms of reports, the life of the program, and any
 * knowledge of single linters, which is in the settings.
 */
@NullMarked
package crossreview.peer.linter;

import org.jspecify.annotations.NullMarked;
