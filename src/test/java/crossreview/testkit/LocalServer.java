package crossreview.testkit;

import crossreview.testkit.FakeProvider.Request;
import crossreview.testkit.FakeProvider.Step;
import java.util.List;
import java.util.function.Function;

/**
 * A server of models on this machine, in the shape that its documentation gives: it reads 4,096
 * tokens at a time and says so at its own place.
 */
public enum LocalServer {
  OLLAMA(
      "ollama",
      "/api/ps",
      "{\"models\":[{\"name\":\"other:latest\",\"context_length\":8192},"
          + "{\"name\":\"NAME:latest\",\"model\":\"NAME:latest\",\"size\":6591830464,"
          + "\"details\":{\"format\":\"gguf\"},\"size_vram\":5333539264,\"context_length\":4096}]}"),
  LLAMA_CPP(
      "llamacpp",
      "/props",
      "{\"default_generation_settings\":{\"id\":0,\"n_ctx\":4096},\"total_slots\":1,"
          + "\"model_alias\":\"NAME\"}"),
  VLLM(
      "vllm",
      "/v1/models",
      "{\"object\":\"list\",\"data\":[{\"id\":\"NAME\",\"object\":\"model\","
          + "\"owned_by\":\"vllm\",\"max_model_len\":4096}]}"),
  LM_STUDIO(
      "lmstudio",
      "/api/v0/models",
      "{\"object\":\"list\",\"data\":[{\"id\":\"NAME\",\"object\":\"model\",\"type\":\"llm\","
          + "\"state\":\"loaded\",\"max_context_length\":131072,\"loaded_context_length\":4096}]}");

  private final String profile;
  private final String path;
  private final String body;

  LocalServer(String profile, String path, String body) {
    this.profile = profile;
    this.path = path;
    this.body = body;
  }

  /** The shipped profile for it. */
  public String profile() {
    return profile;
  }

  /** Its answers: what it says of itself, and else this one. */
  public Function<Request, List<Step>> answers(String model, List<Step> answer) {
    return request ->
        request.path().equals(path) ? FakeProvider.json(200, body.replace("NAME", model)) : answer;
  }
}
