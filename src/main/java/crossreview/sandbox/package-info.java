/**
 * What a program that a peer runs can see and use of this machine.
 *
 * <p>{@link crossreview.sandbox.SandboxSupport} finds out once whether bubblewrap works here;
 * {@link crossreview.sandbox.ProgramSandbox} makes the command line that starts a program inside,
 * or says why there is none; {@link crossreview.sandbox.SandboxArguments} is the pure function in
 * between: a private {@code /tmp} and home, the system read-only, no data directory, processes of
 * its own. Whoever starts programs of others uses this package. Threads: any; only the trial
 * blocks. Absent on purpose: filters of system calls, a second kind of sandbox, and starting the
 * program itself.
 */
@NullMarked
package crossreview.sandbox;

import org.jspecify.annotations.NullMarked;
