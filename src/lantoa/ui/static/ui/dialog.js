// A button with data-dialog="ID" opens that dialog; a button with data-close closes the one around it.
document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const opener = target?.closest('[data-dialog]');
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (dialog instanceof HTMLDialogElement && !dialog.open) {
      event.preventDefault();
      dialog.showModal();
    }
    return;
  }
  const closer = target?.closest('[data-close]');
  if (closer) closer.closest('dialog')?.close();
});
