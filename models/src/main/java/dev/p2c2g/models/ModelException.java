package dev.p2c2g.models;

/** A model that cannot be used; the message names it and its file, and says why. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ModelException(ModelSettings model, String problem, Throwable cause) {
    super(text(model, problem), cause);
  }

  ModelException(ModelSettings model, String problem) {
    super(text(model, problem));
  }

  private static String text(ModelSettings model, String problem) {
    return "model '" + model.name() + "' (" + model.path() + "): " + problem;
  }
}
