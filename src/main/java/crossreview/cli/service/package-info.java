/**
 * A daemon that the system starts: units for systemd, an agent for launchd.
 *
 * <p>{@link crossreview.cli.service.ServiceCommand} is the entry; {@link
 * crossreview.cli.service.ServiceUnit} and {@link crossreview.cli.service.LaunchdAgent} are the
 * texts, {@link crossreview.cli.service.UnitFile} is where one is kept. Threads: the command's.
 * Absent on purpose: starting the service, which the administrator does with the manager's own
 * command.
 */
@NullMarked
package crossreview.cli.service;

import org.jspecify.annotations.NullMarked;
