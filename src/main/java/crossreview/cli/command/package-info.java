/**
 * One class for each command that speaks of reviews, and the runner of all commands.
 *
 * <p>{@link crossreview.cli.command.CommandLineRunner} declares them to picocli, runs one, and
 * turns failures into a message and an exit code. A command reads its options, calls the client or
 * an offline task, and passes the answer to a renderer. Threads: the main thread. Absent on
 * purpose: HTTP, layout of output, and any rule about reviews.
 */
@NullMarked
package crossreview.cli.command;

import org.jspecify.annotations.NullMarked;
