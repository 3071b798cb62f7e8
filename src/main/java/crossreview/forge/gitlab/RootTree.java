package crossreview.forge.gitlab;

import static crossreview.forge.gitlab.MergeJson.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.model.ForgeProblem;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The id of the tree of a commit. GitLab does not name it, so it is computed from the entries of
 * the tree, as git does. Pure.
 */
final class RootTree {
  private static final int SHA1_DIGITS = 40;

  private RootTree() {}

  /** An entry as git stores it; a folder is sorted as if its name ended with a slash. */
  private record TreeEntry(String mode, String name, String id) implements Comparable<TreeEntry> {
    static TreeEntry of(Object tree) {
      String mode = text(tree, "/mode").replaceFirst("^0+", "");
      return new TreeEntry(mode, text(tree, "/name"), MergeJson.commit(tree, "/id"));
    }

    private byte[] key() {
      return (mode.equals("40000") ? name + "/" : name).getBytes(UTF_8);
    }

    @Override
    public int compareTo(TreeEntry other) {
      return Arrays.compareUnsigned(key(), other.key());
    }

    void writeTo(ByteArrayOutputStream out) {
      out.writeBytes((mode + " " + name + "\0").getBytes(UTF_8));
      out.writeBytes(HexFormat.of().parseHex(id));
    }
  }

  /**
   * The id of the tree with these entries.
   *
   * @param entries all of its root, as GitLab lists them; the first tells which hash it has
   */
  static String id(List<Object> entries) {
    List<TreeEntry> sorted = entries.stream().map(TreeEntry::of).sorted().toList();
    if (sorted.isEmpty()) {
      throw ForgeProblem.FORGE_REFUSED.exception("the repository has no file at this commit");
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    sorted.forEach(entry -> entry.writeTo(content));
    MessageDigest digest =
        digest(sorted.getFirst().id().length() == SHA1_DIGITS ? "SHA-1" : "SHA-256");
    digest.update(("tree " + content.size() + "\0").getBytes(UTF_8));
    return HexFormat.of().formatHex(digest.digest(content.toByteArray()));
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + name, e);
    }
  }
}
