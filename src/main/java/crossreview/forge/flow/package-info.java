/**
 * A pull request on its way from an event to its posts.
 *
 * <p>Entry: {@link crossreview.forge.flow.ForgeService}. An event becomes a file that says "look at
 * this pull request"; the host that gets the lock of its folder looks, on a virtual thread, and
 * brings what is posted up to what the pull request and its session are. The order of the steps is
 * in {@link crossreview.forge.flow.PullFlow}; each may be repeated after a crash. Reviews are
 * begun, followed and read through the operations of the catalogue, as by any caller.
 */
@NullMarked
package crossreview.forge.flow;

import org.jspecify.annotations.NullMarked;
