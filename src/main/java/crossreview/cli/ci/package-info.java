/**
 * A review as a job of a build system: which change the job is about, and where its result goes.
 *
 * <p>{@link crossreview.cli.ci.CiCommand} is the entry. {@link crossreview.cli.ci.JobEnvironment}
 * reads the variables and the event file of GitHub Actions, GitLab CI, Gerrit, Jenkins and
 * Buildkite, each in a class of its own and without looking at the repository. {@link
 * crossreview.cli.ci.JobReport} says the result in the system's own form. Threads: the command's.
 * Absent on purpose: what is approved, which the daemon says.
 */
@NullMarked
package crossreview.cli.ci;

import org.jspecify.annotations.NullMarked;
