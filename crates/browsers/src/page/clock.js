// A page's clock that runs from another time on.
(() => {
  const Real = Date;
  const shift = UNIX_MS - Real.now();
  class Shifted extends Real {
    constructor(...given) {
      if (given.length) super(...given);
      else super(Real.now() + shift);
    }
    static now() { return Real.now() + shift; }
  }
  window.Date = new Proxy(Shifted, {
    apply: () => new Shifted().toString(), // `Date()` without new is a string
  });
})();
