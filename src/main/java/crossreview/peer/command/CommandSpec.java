package crossreview.peer.command;

import crossreview.sandbox.ProgramSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a program is called.
 *
 * @param program its name or path, and its arguments; no shell reads them
 * @param environment all that it sees of ours
 * @param programSandbox what it sees and may use of the machine
 * @param scratch where its private folders are made, outside the data directory
 * @param time what a call may take, at most the call path's own deadline
 * @param grace between TERM and KILL
 * @param outputBytesMax a longer answer ends the call
 */
public record CommandSpec(
    List<String> program,
    Map<String, String> environment,
    ProgramSandbox programSandbox,
    Path scratch,
    Duration time,
    Duration grace,
    long outputBytesMax) {
  public CommandSpec {
    program = List.copyOf(program);
    environment = Map.copyOf(environment);
  }
}
