package crossreview.peer.command;

import crossreview.model.call.FailureClass;
import crossreview.peer.PeerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that reads the prompt and writes its answer, such as a coding agent.
 *
 * @param program its name or path, and its arguments
 */
public record AgentDialogue(List<String> program) implements CommandDialogue {
  private static final AgentError FAILED =
      new AgentError(FailureClass.PROVIDER_ERROR, "command_failed", "", List.of());

  public AgentDialogue {
    program = List.copyOf(program);
  }

  @Override
  public CommandPlan open(PeerRequest peerRequest, Path work) {
    byte[] prompt = String.join("", peerRequest.prompt()).getBytes(StandardCharsets.UTF_8);
    return new CommandStart(program, prompt, AgentDialogue::answer);
  }

  private static String answer(CommandEnd end) throws IOException {
    if (end.code() != 0) {
      throw end.said("exit code " + end.code(), FAILED);
    }
    end.requirePrompt();
    String answer = end.answer();
    if (AgentError.replaces(answer) || answer.isBlank() && !end.output().errors().isEmpty()) {
      throw end.said("it ended with exit code 0 without an answer", FAILED);
    }
    return answer;
  }
}
