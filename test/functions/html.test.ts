import { html } from '../../functions/html.ts';

test('text is escaped in content and in attributes', () => {
  const hostile = `<script>"'&</script>`;

  expect(html`<p title="${hostile}">${hostile}</p>`.toString()).toBe(
    '<p title="&lt;script&gt;&quot;&#39;&amp;&lt;/script&gt;">&lt;script&gt;&quot;&#39;&amp;&lt;/script&gt;</p>',
  );
});

test('markup made by the tag is kept, lists are joined, and nothing stands for null', () => {
  const items = ['a&b', 'c'].map((text) => html`<li>${text}</li>`);

  expect(html`<ul>${items}</ul>${null}${undefined}${false}${0}`.toString()).toBe(
    '<ul><li>a&amp;b</li><li>c</li></ul>0',
  );
});
