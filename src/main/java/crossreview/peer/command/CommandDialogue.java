package crossreview.peer.command;

import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a program is started with, and what its end means. Blocks; any thread. */
public interface CommandDialogue {
  /** The program and its arguments as the settings have them; no shell reads them. */
  List<String> program();

  /**
   * Prepares a call.
   *
   * @param work the directory that the program will be started in, empty
   */
  CommandPlan open(PeerRequest peerRequest, Path work) throws IOException;

  /** What is done about a question. */
  sealed interface CommandPlan {}

  /** The answer is known: no program is started. */
  record KnownAnswer(String text) implements CommandPlan {}

  /**
   * The program is started.
   *
   * @param program its name or path, and its arguments
   * @param input what it reads on its standard input
   */
  record CommandStart(List<String> program, byte[] input, EndReader endReader)
      implements CommandPlan {
    public CommandStart {
      program = List.copyOf(program);
    }
  }

  /** Makes an answer of what a program left. */
  @FunctionalInterface
  interface EndReader {
    /**
     * The answer.
     *
     * @throws PeerException where there is none, by {@link CommandEnd#failure}
     */
    String answer(CommandEnd end) throws IOException;
  }
}
