package crossreview.git;

import static java.nio.charset.StandardCharsets.US_ASCII;

import crossreview.model.CliProblem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Reads objects of a repository, all of a list by one or two calls of git. Blocks. */
final class ObjectReader {
  /** Ids of one call, with which its input fits into a pipe: 65 bytes each at most. */
  private static final int IDS_MAX = 60;

  private final BiFunction<List<String>, byte[], GitProgram.GitOutput> git;

  /**
   * @param git runs git with arguments and an input
   */
  ObjectReader(BiFunction<List<String>, byte[], GitProgram.GitOutput> git) {
    this.git = git;
  }

  /** How long each is; what does not exist is not in the answer. */
  Map<String, Long> sizes(List<String> ids) {
    Map<String, Long> sizes = new HashMap<>();
    if (ids.isEmpty()) {
      return sizes;
    }
    for (String line : asked("--batch-check", ids).line().lines().toList()) {
      String[] words = line.split(" ");
      if (words.length == 3) {
        sizes.put(words[0], Long.parseLong(words[2]));
      }
    }
    return sizes;
  }

  /** The bytes of each, which have to exist. */
  Map<String, byte[]> read(List<String> ids) {
    Map<String, byte[]> found = new LinkedHashMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    byte[] all = asked("--batch", ids).bytes();
    int at = 0;
    while (at < all.length) {
      int end = at;
      while (all[end] != '\n') {
        end++;
      }
      String[] head = new String(all, at, end - at, US_ASCII).split(" ");
      if (head.length != 3) {
        throw CliProblem.BAD_RANGE.exception("git cannot read object " + head[0]);
      }
      byte[] bytes = new byte[Integer.parseInt(head[2])];
      System.arraycopy(all, end + 1, bytes, 0, bytes.length);
      found.put(head[0], bytes);
      at = end + 1 + bytes.length + 1;
    }
    return found;
  }

  private GitProgram.GitOutput asked(String how, List<String> ids) {
    if (ids.size() > IDS_MAX) {
      throw new IllegalArgumentException(ids.size() + " ids, at most " + IDS_MAX);
    }
    byte[] input = (String.join("\n", ids) + "\n").getBytes(US_ASCII);
    return ScratchRepository.checked(git.apply(List.of("cat-file", how), input));
  }
}
