/**
 * Options that several commands share.
 *
 * <p>{@link crossreview.cli.option.GlobalOptions} finds the daemon and the settings in force,
 * {@link crossreview.cli.option.OutputFormat} chooses between text for people and JSON, and {@link
 * crossreview.cli.option.FolderLookup} finds sessions by their folders for commands that need no
 * daemon. They are here once, so that an option means the same for every command. Threads: the main
 * thread. Absent on purpose: options of one command, which are in that command.
 */
@NullMarked
package crossreview.cli.option;

import org.jspecify.annotations.NullMarked;
