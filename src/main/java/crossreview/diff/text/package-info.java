/**
 * What a text is, and where each of its lines belongs.
 *
 * <p>{@link crossreview.diff.text.TextAnalysis} answers what a text is, from the whole text, and
 * names each part that looks like a change and could not be read. {@link
 * crossreview.diff.text.LineTable} gives every line the file and number that people use; {@link
 * crossreview.diff.text.TextDecoder} turns bytes into text. Threads: everything is pure; results
 * are immutable. Absent on purpose: any opinion about the content.
 */
@NullMarked
package crossreview.diff.text;

import org.jspecify.annotations.NullMarked;
