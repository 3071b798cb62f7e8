/**
 * What linters report, and how their reports are read.
 *
 * <p>{@link crossreview.linter.LinterSpec} is what the settings say about a linter; its reader is a
 * {@link crossreview.linter.ReportReader} for one form (SARIF, rdjson, Checkstyle, lines that a
 * pattern matches), which makes a list of {@link crossreview.linter.LinterIssue} of a text or says
 * why the text is no report. {@link crossreview.linter.WorkTreePaths} finds the file that a report
 * means. {@link crossreview.linter.ProofSpec} and {@link crossreview.linter.ProofReport} are the
 * same for a program that is run about one finding, whose exit code is the report. Threads:
 * everything is pure, and takes time and memory in proportion to the report. Absent on purpose:
 * starting linters, which lines a change has, votes, and knowledge of single linters.
 */
@NullMarked
package crossreview.linter;

import org.jspecify.annotations.NullMarked;
