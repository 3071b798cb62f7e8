/**
 * The files of the browser page, ready to be sent.
 *
 * <p>{@link crossreview.http.page.PageBundle} reads them once from the class path, our own and the
 * modules of others that {@code page/modules.txt} names, and compresses them. All lie below a path
 * that contains a digest of all of them, so that a browser may keep them forever and a newer daemon
 * never meets an older file. Threads: reading blocks and happens before the servers start; what was
 * read is immutable. Absent on purpose: routes and headers, which {@code http.server} adds; a build
 * step, since browsers load the modules as they are written.
 */
@NullMarked
package crossreview.http.page;

import org.jspecify.annotations.NullMarked;
