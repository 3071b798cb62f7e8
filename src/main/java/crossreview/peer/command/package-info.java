/**
 * Peers that are local programs: a coding agent, a linter, a script.
 *
 * <p>{@link crossreview.peer.command.CommandPeer} starts the program in a separate process session,
 * with an empty private folder as its working directory and an environment by allowlist; the prompt
 * is its standard input, its standard output is the answer. Input and output are files, so no
 * thread copies bytes, and a program that closes its input early or floods its output holds up
 * nothing. Threads: what blocks runs on the executor that the constructor receives. Absent on
 * purpose: a shell, retries, and any judgement of what an answer says.
 */
@NullMarked
package crossreview.peer.command;

import org.jspecify.annotations.NullMarked;
