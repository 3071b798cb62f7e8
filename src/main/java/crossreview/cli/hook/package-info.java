/**
 * Commands that put reviews into the work of others: hooks of git and of coding agents.
 *
 * <p>{@link crossreview.cli.hook.HookCommand} is the entry. {@link
 * crossreview.cli.hook.GitHookFolder} installs and removes scripts in the folder that git uses and
 * keeps what is there; the scripts call {@code crossreview gate} and {@code crossreview review}.
 * {@link crossreview.cli.hook.AgentHookFile} writes an entry into an agent's settings, whose
 * command is the script {@code bin/agent-hook}. Threads: the command's. Absent on purpose: what is
 * approved, which the daemon says.
 */
@NullMarked
package crossreview.cli.hook;

import org.jspecify.annotations.NullMarked;
