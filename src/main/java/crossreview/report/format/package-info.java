/**
 * The result of a review as files that other programs and people read: SARIF, JUnit, Code Quality,
 * annotations, reviewdog, Markdown, HTML, JSON, and a text for a coding agent.
 *
 * <p>{@link crossreview.report.format.ResultFormat} is the entry: it renders a {@link
 * crossreview.report.format.SessionResult}, which is read from a session once for all formats. A
 * review that is not approved is never an empty file: where it has no finding, a notice says so.
 * Texts from peers and callers pass {@link crossreview.report.format.PlainText} and then the rules
 * of the format. Threads: pure. Absent on purpose: writing files, which the command line does.
 */
@NullMarked
package crossreview.report.format;

import org.jspecify.annotations.NullMarked;
