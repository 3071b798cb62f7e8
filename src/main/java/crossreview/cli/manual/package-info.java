/**
 * What shells and readers of manuals learn about the command line, written from the definitions of
 * the commands themselves.
 *
 * <p>{@link crossreview.cli.manual.CompletionCommand} prints the completion of a shell, {@link
 * crossreview.cli.manual.ManualCommand} manual pages; {@link
 * crossreview.cli.manual.FishCompletion}, {@link crossreview.cli.manual.ManualPage} and {@link
 * crossreview.cli.manual.Roff} are the texts. Threads: the command's. Absent on purpose: words that
 * the help does not have, so that there is one place to change.
 */
@NullMarked
package crossreview.cli.manual;

import org.jspecify.annotations.NullMarked;
