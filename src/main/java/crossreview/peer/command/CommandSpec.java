package crossreview.peer.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a program is called.
 *
 * @param program its name or path, and its arguments; no shell reads them
 * @param environment all that it sees of ours
 * @param scratch where its private folders are made
 * @param time what a call may take, at most the call path's own deadline
 * @param grace between TERM and KILL
 * @param outputBytesMax a longer answer ends the call
 */
public record CommandSpec(
    List<String> program,
    Map<String, String> environment,
    Path scratch,
    Duration time,
    Duration grace,
    long outputBytesMax) {
  public CommandSpec {
    program = List.copyOf(program);
    environment = Map.copyOf(environment);
  }
}
