package crossreview.review.prompt;

import crossreview.model.Digest;
import crossreview.model.PartNumbers;
import crossreview.model.TextRef;
import crossreview.model.call.PromptRef;
import crossreview.model.call.PromptSection;
import crossreview.prompt.Prompt;
import crossreview.session.Session;
import crossreview.store.log.SessionLog;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prompts by digest: each part's text is stored once in a session, a short one in the line. */
public final class PromptStore {
  // A line has 64 KiB; texts of a whole round together stay below half of it, the rest are blobs.
  private static final int INLINE_TOGETHER_MAX = 24 * 1024;

  private final SessionLog log;
  private final List<PromptRef> prompts = new ArrayList<>();
  private final Set<Digest> elsewhere = new HashSet<>(); // in the line of a section
  private final Map<Digest, TextRef> parts = new LinkedHashMap<>();
  private final List<Future<Digest>> writes = new ArrayList<>();
  private int inline;

  public PromptStore(SessionLog log) {
    this.log = log;
  }

  public void add(String peer, Prompt prompt) {
    List<Digest> digests = new ArrayList<>();
    for (String part : prompt.parts()) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      Digest digest = Digest.of(bytes);
      digests.add(digest);
      if (!known(digest)) {
        parts.put(digest, store(digest, part, bytes));
      }
    }
    prompts.add(new PromptRef(peer, Digest.of(prompt.text()), digests));
  }

  /**
   * The same for a section, whose new parts travel in the line of its call; their blobs are durable
   * when this returns.
   *
   * @param section what of the artifact it is about
   */
  public PromptSection section(SectionScope section, Prompt prompt) {
    List<Digest> digests = new ArrayList<>();
    List<TextRef> texts = new ArrayList<>();
    int room = INLINE_TOGETHER_MAX;
    for (String part : prompt.parts()) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      Digest digest = Digest.of(bytes);
      digests.add(digest);
      if (!known(digest)) {
        boolean fits = bytes.length <= TextRef.INLINE_MAX && bytes.length <= room;
        room -= fits ? bytes.length : 0;
        texts.add(new TextRef(digest, bytes.length, fits ? part : null));
        elsewhere.add(digest);
        if (!fits) {
          writes.add(log.blobs().put(bytes));
        }
      }
    }
    Future.all(writes).await();
    return new PromptSection(
        section.number(),
        section.of(),
        PartNumbers.of(section.parts()),
        Digest.of(prompt.text()),
        digests,
        texts,
        section.carriedFrom());
  }

  private boolean known(Digest digest) {
    Session session = log.session();
    return parts.containsKey(digest)
        || elsewhere.contains(digest)
        || session.storedParts().contains(digest)
        || session.artifacts().containsKey(digest);
  }

  private TextRef store(Digest digest, String part, byte[] bytes) {
    if (bytes.length <= TextRef.INLINE_MAX && inline + bytes.length <= INLINE_TOGETHER_MAX) {
      inline += bytes.length;
      return new TextRef(digest, bytes.length, part);
    }
    writes.add(log.blobs().put(bytes));
    return new TextRef(digest, bytes.length, null);
  }

  public List<PromptRef> prompts() {
    return prompts;
  }

  /** The parts that are new in this session; their blobs are durable when this returns. */
  public List<TextRef> newParts() {
    Future.all(writes).await();
    return List.copyOf(parts.values());
  }
}
