/**
 * Peers that are local programs: a coding agent, a linter, a script.
 *
 * <p>{@link crossreview.peer.command.CommandPeer} starts the program in a session of its own, with
 * an empty private folder as its working directory and an environment by allow-list; the prompt is
 * its standard input, its standard output is the answer. Input and outputs are files, so nobody
 * pumps bytes and a program that closes its input early or floods its output holds up nothing; its
 * end is a signal of the operating system. Threads: what blocks runs through {@link
 * crossreview.peer.command.CommandPeer.Work}. Absent on purpose: a shell, retries, and any look at
 * what the program says.
 */
package crossreview.peer.command;
