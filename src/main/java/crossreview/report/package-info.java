/**
 * Views for people: the report, the metadata file, the approved text.
 *
 * <p>{@link crossreview.report.MarkdownReport} and {@link crossreview.report.MetadataView} are pure
 * functions of a session; {@link crossreview.report.ViewWriter} writes them beside the journal
 * after the answer, without fsync. Threads: disk threads. Absent on purpose: reading a view back;
 * the journal is the truth.
 */
@NullMarked
package crossreview.report;

import org.jspecify.annotations.NullMarked;
