// The switch of 长者模式 without leaving the page, so that nothing typed is lost; without scripts it is a plain link.
const link = document.querySelector("[data-switch]");

const turn = async () => {
  const mode = link.dataset.switch;
  const words = link.querySelector("[data-other]");
  const address = new URL(link.href);
  document.documentElement.dataset.mode = mode;
  link.dataset.switch = mode === "elder" ? "normal" : "elder";
  [words.textContent, words.dataset.other] = [words.dataset.other, words.textContent];
  link.href = address.href.replace(`/mode/${mode}/`, `/mode/${link.dataset.switch}/`);
  // Only the cookie is wanted; the redirect that a click without scripts would follow is left alone.
  await fetch(address, { redirect: "manual", credentials: "same-origin" });
};

if (link) {
  link.hidden = false;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    turn();
  });
}
