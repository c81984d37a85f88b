/** Says so and leaves exit code 1 where this Node is too old for the scripts. */
export function checkNode() {
  const version = process.versions.node;
  if (Number(version.split('.')[0]) >= 20) return true;
  console.error(`需要 Node.js 20 或更新的版本，现在是 ${version}；请升级后再运行。`);
  process.exitCode = 1;
  return false;
}
