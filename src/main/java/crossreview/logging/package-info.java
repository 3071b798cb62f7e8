/**
 * The log of the process: one event per line on stderr or in a file, as text or JSON.
 *
 * <p>{@link crossreview.logging.LoggingConfig} is the entry; until it is applied, only warnings and
 * errors are written. {@link crossreview.logging.LogFormatter} makes a line and passes it through
 * the redaction, so that a configured key is in no log line; {@link
 * crossreview.logging.StackTraceFormatter} shortens stack traces; {@link
 * crossreview.logging.RepeatLimiter} counts lines that repeat instead of writing them; {@link
 * crossreview.logging.LogFileAppender} puts files aside by size and age. This is the only package
 * that uses Logback. Threads: any; a line is written as a whole. Absent on purpose: remote targets,
 * which a supervisor provides.
 */
@NullMarked
package crossreview.logging;

import org.jspecify.annotations.NullMarked;
