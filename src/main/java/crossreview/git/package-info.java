/**
 * Changes in git repositories: which two trees a person means, and the diff between them.
 *
 * <p>{@link crossreview.git.GitRepository} finds the repository around a directory, {@link
 * crossreview.git.SelectionResolver} turns a {@link crossreview.git.ChangeSelection} into two
 * trees, and {@link crossreview.git.ScratchRepository} prints their difference where no setting and
 * no attribute of the user, the machine or the repository has a say. {@link
 * crossreview.git.RuleFiles} and {@link crossreview.git.WholeFile} are what reviewers are shown
 * beside it. The index and the work tree become trees in the scratch repository, so that nothing is
 * written to the repository itself. Threads: everything blocks; callers are on threads of their
 * own. Absent on purpose: changing a repository or a work tree, and any opinion about the change.
 */
@NullMarked
package crossreview.git;

import org.jspecify.annotations.NullMarked;
