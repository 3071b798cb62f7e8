/**
 * GitHub and GitHub Enterprise Server as a forge, over their REST API.
 *
 * <p>Entry: {@link crossreview.forge.github.GithubForge}. Calls block virtual threads; a primary or
 * secondary rate limit is waited for by a timer, as long as GitHub asks for and within a bound.
 * Answers are data: only the fields that are named here are read. Absent on purpose: reading a
 * repository's files, and any call that changes a repository.
 */
@NullMarked
package crossreview.forge.github;

import org.jspecify.annotations.NullMarked;
