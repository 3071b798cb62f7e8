package crossreview.peer.command;

import crossreview.sandbox.ProgramSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a program is called.
 *
 * @param commandDialogue what it is started with, and how its end is read
 * @param environment all that it sees of ours
 * @param programSandbox what it sees and may use of the machine
 * @param scratch where its private folders are made, outside the data directory
 * @param time what a call may take, at most the call path's own deadline
 * @param grace between TERM and KILL
 * @param outputBytesMax a longer answer ends the call
 */
public record CommandSpec(
    CommandDialogue commandDialogue,
    Map<String, String> environment,
    ProgramSandbox programSandbox,
    Path scratch,
    Duration time,
    Duration grace,
    long outputBytesMax) {
  public CommandSpec {
    environment = Map.copyOf(environment);
  }
}
