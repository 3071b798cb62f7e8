/**
 * GitLab as a forge, over its REST API: gitlab.com and servers of one's own.
 *
 * <p>Entry: {@link crossreview.forge.gitlab.GitlabForge}. A merge request is a pull request here.
 * What it changes is read from its version, which belongs to one head, so it cannot move while it
 * is read. Calls block virtual threads; rate limits are waited for by a timer, within a bound.
 * Answers are data: only the fields that are named here are read. Absent on purpose: external
 * status checks, which need the highest tier, and any call that changes a repository.
 */
@NullMarked
package crossreview.forge.gitlab;

import org.jspecify.annotations.NullMarked;
