package crossreview.peer.command;

import crossreview.model.call.FailureClass;
import crossreview.peer.PeerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A program that ended by itself, and what it left. Blocks for the disk. */
public final class CommandEnd {
  private final int code;
  private final CommandProcess process;
  private final CommandFailure commandFailure;
  private final long bytesMax;

  CommandEnd(int code, CommandProcess process, CommandFailure commandFailure, long bytesMax) {
    this.code = code;
    this.process = process;
    this.commandFailure = commandFailure;
    this.bytesMax = bytesMax;
  }

  /** Its exit code. */
  public int code() {
    return code;
  }

  /**
   * Refuses an end without the whole prompt: one that the program has not read, or of which it says
   * that it was cut.
   */
  void requirePrompt() throws IOException {
    if (!process.promptTaken()) {
      throw failure(
          FailureClass.PROVIDER_ERROR,
          "prompt_not_read",
          "it ended without reading its prompt to the end; a program that does not need it reads it"
              + " with `cat >/dev/null`");
    }
    Optional<String> notice = CutNotice.in(answer(), errors(), process.prompt());
    if (notice.isPresent()) {
      throw failure(
          FailureClass.PROMPT_TOO_LARGE,
          "prompt_truncated",
          "it says that its prompt was cut (\"" + notice.get() + "\"): raise its context length");
    }
  }

  /** Its standard output. */
  public String answer() throws IOException {
    return text("standard output", process.answer());
  }

  /** Its standard error. */
  public String errors() throws IOException {
    return text("standard error", process.errors());
  }

  /**
   * A file that it wrote.
   *
   * @param name below its directory
   */
  public String file(String name) throws IOException {
    Path work = process.work().toRealPath();
    Path file = work.resolve(name);
    // It may have left a link to a file that only the daemon may read.
    if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(work)) {
      throw failure(FailureClass.SCHEMA, "no_report", "it did not write the file " + name);
    }
    long bytes = Files.size(file);
    if (bytes > bytesMax) {
      String hint = "the file " + name + " has " + bytes + " bytes, at most " + bytesMax;
      throw failure(
          FailureClass.STREAM_BUFFER_OVERFLOW, "answer_too_large", hint + " are accepted");
    }
    return text("file " + name, Files.readAllBytes(file));
  }

  /** A failure with the ends of what it wrote. */
  public PeerException failure(FailureClass failureClass, String failureCode, String what)
      throws IOException {
    return commandFailure.of(failureClass, failureCode, what + output().words());
  }

  CommandOutput output() throws IOException {
    return process.output();
  }

  PeerException said(String what, AgentError otherwise) throws IOException {
    return commandFailure.said(what, otherwise, output());
  }

  private String text(String what, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw commandFailure.of(FailureClass.SCHEMA, "not_utf8", "its " + what + " is not UTF-8");
    }
  }
}
