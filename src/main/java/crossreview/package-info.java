/**
 * The top floor: where the daemon is put together.
 *
 * <p>Every port that a lower floor owns is plugged in here, and only here are the process, its
 * environment and its log set up; everything below receives what it needs through constructors. The
 * entry is {@code Main}, which reads the command line. Things are opened upwards and closed
 * downwards, in reverse order. Absent on purpose: decisions about reviews, and any type that a
 * lower floor imports.
 */
package crossreview;
