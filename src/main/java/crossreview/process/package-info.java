/**
 * Facts about the process: its environment, its version, and who looks after it.
 *
 * <p>{@link crossreview.process.Environment} reads system properties and environment variables,
 * which otherwise only {@code Main} may do; everything else receives values. {@link
 * crossreview.process.ProcessProtection} keeps a daemon from other processes of its user; {@link
 * crossreview.process.ServiceNotifier} tells systemd how it is doing. {@link
 * crossreview.process.Version} is the version of the build. All are below all other packages, so
 * that nothing needs the root package for them. Threads: immutable. Absent on purpose: starting and
 * ending the process, which {@code Main} does.
 */
@NullMarked
package crossreview.process;

import org.jspecify.annotations.NullMarked;
